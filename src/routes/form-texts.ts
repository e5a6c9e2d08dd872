import { error, fail } from '@sveltejs/kit';
import type { Reason } from '#core/result.ts';
import { speak } from '#ui/speech.ts';

/** The texts of a form, the last of a name; files are passed over. What is no form is refused. */
export async function formTexts(request: Request): Promise<Readonly<Record<string, string>>> {
  const data = await request
    .formData()
    .catch(() => error(400, speak().reason({ code: 'upload-broken-off' })));
  return Object.fromEntries(
    [...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

export type FormErrors = Readonly<Record<string, Reason | undefined>>;

/** A form that was done with and is shown again. */
export const doneForm: {
  readonly errors: FormErrors;
  readonly input: Readonly<Record<string, string>>;
} = { errors: {}, input: {} };

/** The form again, with the refusal beside its field, and what was typed. Never a password. */
export function refuseForm(reason: Reason, input: Readonly<Record<string, string>> = {}) {
  const field = typeof reason['field'] === 'string' ? reason['field'] : 'form';
  const errors: FormErrors = { [field]: reason };
  const { password: _password, current: _current, ...kept } = input;
  return fail(statusFor(reason), { errors, input: kept as Readonly<Record<string, string>> });
}

const forbidden = new Set(['not-your-role', 'not-a-member', 'not-a-founder', 'sign-in-first']);

function statusFor({ code }: Reason): number {
  if (code === 'too-many-tries') return 429;
  if (forbidden.has(code)) return 403;
  return code.endsWith('-meanwhile') ? 409 : 400;
}
