/** What is kept of a form that is being filled in, for this tab alone. */
interface Draft {
  /** The words as the server gave them, to know what they were made from. */
  readonly from: string;
  readonly fields: Readonly<Record<string, string>>;
}

const soon = 400;

/**
 * Keeps what is typed into a form with `data-draft` until it is sent: a reload, a lost line or a
 * step back loses nothing. What the words were made from (hidden fields such as `seen`) is kept with
 * them. A form that the server gave back with what was typed stays as it is.
 */
export function keepDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) keep(form);
}

function keep(form: HTMLFormElement): void {
  const key = `draft ${location.pathname} ${form.dataset['draft'] ?? ''}`;
  const fields = [
    ...form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(
      'textarea[name], input[type=text][name], input[type=hidden][name]',
    ),
  ];
  const given = JSON.stringify(fields.map(({ defaultValue }) => defaultValue));
  const draft = read(key);
  const fromServer = document.querySelector('[role=alert], #previewed') !== null;
  if (draft && !fromServer) restore(form, fields, draft, () => sessionStorage.removeItem(key));

  let waiting: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const said = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    sessionStorage.setItem(key, JSON.stringify({ from: given, fields: said } satisfies Draft));
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(write, soon);
  });
  form.addEventListener('submit', () => {
    clearTimeout(waiting);
    sessionStorage.removeItem(key);
  });
  addEventListener('pagehide', () => {
    if (waiting !== undefined && sessionStorage.getItem(key) !== null) write();
  });
}

function read(key: string): Draft | undefined {
  const kept = sessionStorage.getItem(key);
  return kept === null ? undefined : (JSON.parse(kept) as Draft);
}

/** Puts the draft back, and says so beside a button that takes what the server gave instead. */
function restore(
  form: HTMLFormElement,
  fields: readonly (HTMLTextAreaElement | HTMLInputElement)[],
  draft: Draft,
  forget: () => void,
): void {
  const differing = fields.filter(
    ({ name, value, type }) => type !== 'hidden' && (draft.fields[name] ?? value) !== value,
  );
  if (differing.length === 0) return;
  for (const field of fields) field.value = draft.fields[field.name] ?? field.value;
  const { draftBack, draftDrop } = form.dataset;
  if (!draftBack || !draftDrop) return;
  const note = document.createElement('p');
  note.className = 'notice small';
  note.setAttribute('role', 'status');
  note.textContent = `${draftBack} `;
  const drop = document.createElement('button');
  drop.type = 'button';
  drop.className = 'link-button';
  drop.textContent = draftDrop;
  drop.addEventListener('click', () => {
    forget();
    for (const field of fields) field.value = field.defaultValue;
    note.remove();
    fields.find(({ type }) => type !== 'hidden')?.focus();
  });
  note.append(drop);
  form.prepend(note);
}
