/** A field that hides words of its instruction until its result begins. */
export interface Field {
  separated: boolean;
  /** Its paragraph ended before its result began: it is broken, and hides nothing. */
  abandoned: boolean;
}

/** No real document nests fields deeper; further ones are read as if they were not there. */
const deepest = 50;

/**
 * The fields open at a place. A field is begun, gives its instruction, is separated from its
 * result, and ended; results are words of the text, instructions are not, nor are the results of
 * fields inside an instruction. Its parts may lie in different tracked changes, and single parts
 * may be missing, so none is relied on.
 */
export class OpenFields {
  readonly #fields: Field[] = [];
  #simple = 0;
  #tooDeep = 0;

  get inside(): boolean {
    return this.#fields.length > 0 || this.#simple > 0;
  }

  /** The fields whose instruction this place is in. */
  get hiders(): readonly Field[] | undefined {
    const hiders = this.#fields.filter((field) => !field.separated);
    return hiders.length > 0 ? hiders : undefined;
  }

  mark(type: string | undefined): void {
    const field = this.#fields.at(-1);
    if (type === 'begin') {
      if (this.#fields.length < deepest) this.#fields.push({ separated: false, abandoned: false });
      else this.#tooDeep++;
    } else if (this.#tooDeep > 0) {
      if (type === 'end') this.#tooDeep--;
    } else if (type === 'separate') {
      if (field) field.separated = true;
    } else if (type === 'end') this.#fields.pop();
  }

  openSimple(): void {
    this.#simple++;
  }

  closeSimple(): void {
    this.#simple--;
  }

  endParagraph(): void {
    for (const field of this.#fields) field.abandoned ||= !field.separated;
    for (let at = this.#fields.length - 1; at >= 0; at--) {
      if (this.#fields[at]?.abandoned) this.#fields.splice(at, 1);
    }
    this.#tooDeep = 0;
  }
}
