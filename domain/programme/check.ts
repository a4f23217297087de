/** What the shape of a programme cannot say. Every finding is reported; none hides another. */
import { checkChoices } from './checks/choices.js';
import { checkCollections } from './checks/collections.js';
import { checkDates } from './checks/dates.js';
import { checkDuties } from './checks/duties.js';
import { checkFunds } from './checks/funds.js';
import { checkKeys } from './checks/keys.js';
import { checkParts } from './checks/parts.js';
import { checkReferences } from './checks/references.js';
import { checkSums } from './checks/sums.js';
import type { Finding } from './finding.js';
import type { Programme } from './schema.js';

export const checkProgramme = (programme: Programme): Finding[] =>
  [checkParts, checkKeys, checkReferences, checkSums, checkDuties, checkCollections, checkDates, checkFunds, checkChoices].flatMap((check) => check(programme));
