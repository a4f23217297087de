import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policies.js';
import type { ApiRequest } from '../http/request.js';
import { Principals } from '../identity/principals.js';
import { refused } from '../problem/refused.js';
import { routeOf } from '../routes.js';

/** Finds out who asks, and whether the route's permission is among what they may do. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly principals: Principals) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const { permission } = routeOf(context.getClass(), context.getHandler());
    if (permission === undefined) throw refused('FORBIDDEN');
    const principal = await this.principals.of(request);
    if (!may(principal, permission)) throw refused(principal.accountId === null ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    request.principal = principal;
    request.permission = permission;
    return true;
  }
}
