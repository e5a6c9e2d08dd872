import { sql } from 'kysely';
import type { Transaction } from '#record/entry.ts';
