import { Inject, Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import { type Principal, THE_PUBLIC } from '../../../domain/access/roles.js';
import { principalByAuthUser, principalByToken } from '../../../records/accounts.js';
import type { Pool } from '../../../records/pool.js';
import type { Config } from '../config.js';
import type { ApiRequest } from '../http/request.js';
import { AUTH, CONFIG, POOL } from '../platform/names.js';
import { refused } from '../problem/refused.js';
import type { Auth } from './auth.js';
import { hashToken } from './tokens.js';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Who sends a request: the account of its service token, else of its session, else the public. */
@Injectable()
export class Principals {
  private readonly origin: string;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CONFIG) config: Config,
  ) {
    this.origin = new URL(config.publicUrl).origin;
  }

  async of(request: ApiRequest): Promise<Principal> {
    const authorization = request.headers.authorization;
    if (authorization !== undefined) return this.ofToken(authorization);
    if (request.headers.cookie === undefined) return THE_PUBLIC;
    const session = await this.auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
    if (session === null) return THE_PUBLIC;
    this.refuseForeignWrite(request);
    const principal = await principalByAuthUser(this.pool, session.user.id);
    if (principal === undefined) throw refused('ACCOUNT_DISABLED');
    return principal;
  }

  private async ofToken(authorization: string): Promise<Principal> {
    const token = /^Bearer ([\w-]{20,200})$/.exec(authorization)?.[1];
    const principal = token === undefined ? undefined : await principalByToken(this.pool, hashToken(token));
    if (principal === undefined) throw refused('UNAUTHENTICATED');
    return principal;
  }

  /** A browser sends the cookie along with another site's form, and says whose form it was. */
  private refuseForeignWrite(request: ApiRequest): void {
    const { origin } = request.headers;
    if (WRITES.has(request.method) && origin !== undefined && origin !== this.origin) throw refused('ORIGIN_REFUSED');
  }
}
