import type { Actor } from '#actions/actor.ts';
import type { Speech } from '#ui/speech.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** A reason code of `reason.<code>` in messages/, where there is one. */
      code?: string;
    }
    interface Locals {
      actor: Actor;
      speech: Speech;
    }
  }
}
