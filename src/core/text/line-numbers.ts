import { joinTokens, type Token, tokenise } from './tokens.ts';

/** Numbers for lines and tokens, so that each is looked at once however often it comes. */
export class LineNumbers {
  readonly #numberOfText = new Map<string, number>();
  readonly #numberOfOdd = new Map<string, number>();
  readonly #numberOfToken = new Map<Token, number>();
  readonly #words: Token[] = [];
  readonly #texts: string[] = [];
  /** Cut into tokens when first asked for: most lines of most versions never are. */
  readonly #tokens: (readonly number[] | undefined)[] = [];

  ofText(line: string): number {
    let number = this.#numberOfText.get(line);
    if (number === undefined) {
      number = this.#texts.push(line) - 1;
      this.#numberOfText.set(line, number);
    }
    return number;
  }

  /** Tokens that are not what their text would be cut into are a line of their own. */
  ofTokens(line: readonly Token[]): number {
    const tokens = line.map((token) => this.#ofToken(token));
    const usual = this.ofText(joinTokens(line));
    const cut = this.tokensOf(usual);
    if (cut.length === tokens.length && cut.every((token, at) => token === tokens[at]))
      return usual;
    const key = tokens.join(' ');
    let number = this.#numberOfOdd.get(key);
    if (number === undefined) {
      number = this.#texts.push('') - 1;
      this.#tokens[number] = tokens;
      this.#numberOfOdd.set(key, number);
    }
    return number;
  }

  /** The text of a line that was cut as usual. */
  textOf(line: number): string {
    return this.#texts[line] ?? '';
  }

  tokensOf(line: number): readonly number[] {
    const known = this.#tokens[line];
    if (known) return known;
    const tokens = tokenise(this.#texts[line] ?? '').map((token) => this.#ofToken(token));
    this.#tokens[line] = tokens;
    return tokens;
  }

  flatten(lines: readonly number[]): readonly number[] {
    const [only] = lines;
    if (lines.length === 1 && only !== undefined) return this.tokensOf(only);
    const all: number[] = [];
    for (const line of lines) for (const token of this.tokensOf(line)) all.push(token);
    return all;
  }

  word(number: number | undefined): Token | undefined {
    return number === undefined ? undefined : this.#words[number];
  }

  words(numbers: readonly number[]): Token[] {
    return numbers.map((number) => this.#words[number] ?? '');
  }

  #ofToken(token: Token): number {
    let number = this.#numberOfToken.get(token);
    if (number === undefined) {
      number = this.#words.push(token) - 1;
      this.#numberOfToken.set(token, number);
    }
    return number;
  }
}
