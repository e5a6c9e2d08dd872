/** Who approves of which statement, all of it known. */
export interface Approvals {
  readonly people: number;
  readonly statements: number;
  approves(person: number, statement: number): boolean;
}
