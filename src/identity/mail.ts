/** A letter in plain text. Nothing else is sent: no tracking, nothing to load. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mail {
  /** Whether letters leave this server; where they do not, links are shown to who may see them. */
  readonly works: boolean;
  /** Sends now; says whether the mail server took it. */
  send(letter: Letter): Promise<boolean>;
}
