/**
 * After a form, who reads by ear or on a narrow screen is taken to what came of it: the refusal, or
 * the change that was just entered. An address that names a place keeps it.
 */
export function findOutcome(): void {
  if (location.hash !== '') return;
  const outcome = document.getElementById('errors') ?? document.getElementById('entered');
  outcome?.focus();
}
