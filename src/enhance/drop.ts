/** Lets files be dropped anywhere on a form that takes them, and says what was chosen. */
export function takeDroppedFiles(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-drop]')) {
    const area = input.form ?? input;
    const chosen = document.createElement('p');
    chosen.className = 'hint';
    chosen.setAttribute('role', 'status');
    input.after(chosen);
    input.addEventListener('change', () => (chosen.textContent = listed(input.files)));

    area.addEventListener('dragover', (event) => {
      event.preventDefault();
      input.classList.add('dropping');
    });
    area.addEventListener('dragleave', () => input.classList.remove('dropping'));
    area.addEventListener('drop', (event) => {
      event.preventDefault();
      input.classList.remove('dropping');
      const files = event instanceof DragEvent ? event.dataTransfer?.files : undefined;
      if (!files?.length) return;
      input.files = files;
      input.dispatchEvent(new Event('change'));
    });
  }
}

const mostNamed = 6;

/** The names of the first few files, how many there are, and what they weigh. */
function listed(files: FileList | null): string {
  if (!files?.length) return '';
  const all = [...files];
  const names = all.slice(0, mostNamed).map(({ name }) => name);
  const megabytes = all.reduce((sum, { size }) => sum + size, 0) / 1_000_000;
  const weight = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: 'megabyte',
    maximumSignificantDigits: 2,
  }).format(megabytes);
  const more = all.length > mostNamed ? ', …' : '';
  return `${all.length} (${weight}): ${names.join(', ')}${more}`;
}
