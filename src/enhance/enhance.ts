import { lookAgain } from './again.ts';
import { offerCopies } from './copy.ts';
import { keepDrafts } from './draft.ts';
import { takeDroppedFiles } from './drop.ts';
import { followLive } from './live.ts';
import { findOutcome } from './outcome.ts';
import { findPassage } from './passage.ts';
import { tellTimeZone } from './time-zone.ts';

/** Every page is whole without this; here is what makes it quicker where script runs. */
tellTimeZone();
findPassage();
findOutcome();
offerCopies();
takeDroppedFiles();
keepDrafts();
followLive();
lookAgain();
