/** A mailed link to sign in works for so many minutes. */
export const linkMinutes = 30;
