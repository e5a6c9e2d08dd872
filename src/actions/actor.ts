/**
 * Who asks for a change. The operator at the command line has the files of the server in hand
 * and may do whatever the rules of the record allow; an account may do what its seats allow.
 */
export type Actor =
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'account';
      readonly userId: string;
      readonly name: string;
      /** May found groups on this server. */
      readonly founder: boolean;
    }
  | { readonly kind: 'anonymous' };

export const operator: Actor = { kind: 'operator' };
export const anonymous: Actor = { kind: 'anonymous' };
