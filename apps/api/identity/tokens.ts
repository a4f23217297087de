import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: guessing is hopeless, so a plain hash suffices to store it. */
const random = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The prefix lets secret scanners and people recognise one. */
export const newServiceToken = (): string => `xuehui_${random()}`;

/** For one-time links. */
export const newLinkToken = (): string => random();

/** An address tried at sign-in, without keeping the address. */
export const hashEmail = (email: string): Buffer => createHash('sha256').update(email.trim().toLowerCase()).digest();
