import type { House } from '#actions/house.ts';
import { invitationDays } from '#actions/invite-member.ts';
import type { Letter } from '#identity/mail.ts';
import type { Speech } from '#ui/speech.ts';

type Words = Omit<Letter, 'to'>;

/** The letter that invites a member to take their seat, around the path of the link. */
export function invitationLetter(
  { mail }: House,
  { t }: Speech,
  group: string,
  member: string,
): (path: string) => Words {
  const subject = t('mail.invitation.subject', { group });
  return (path) => ({
    subject,
    text: t('mail.invitation', { group, member, link: mail.origin + path, days: invitationDays }),
  });
}

/** The letter to someone who may make an account and found groups. */
export function founderLetter({ mail }: House, { t }: Speech): (path: string) => Words {
  return (path) => ({
    subject: t('mail.founder.subject', { host: mail.origin }),
    text: t('mail.founder', { host: mail.origin, link: mail.origin + path, days: invitationDays }),
  });
}

/** The letter with a link to sign in. */
export function signInLetter({ mail }: House, { t }: Speech): (path: string) => Words {
  return (path) => ({
    subject: t('mail.sign-in.subject', { host: mail.origin }),
    text: t('mail.sign-in', { host: mail.origin, link: mail.origin + path }),
  });
}

/** The letter with a link to set a new password. */
export function renewalLetter({ mail }: House, { t }: Speech): (path: string) => Words {
  return (path) => ({
    subject: t('mail.renew.subject', { host: mail.origin }),
    text: t('mail.renew', { host: mail.origin, link: mail.origin + path }),
  });
}
