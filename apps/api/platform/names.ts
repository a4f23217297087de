/** Injection tokens of what is created once per process. */
export const CONFIG = Symbol('config');
export const POOL = Symbol('pool');
export const PRISMA = Symbol('prisma');
export const AUTH = Symbol('auth');
export const SEAL = Symbol('seal');
export const DOCUMENTS = Symbol('documents');
