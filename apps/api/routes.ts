/** What each route promises, read from its decorators: for the boot check, the guard, the contract and the tests. */
import 'reflect-metadata';
import { type ExecutionContext, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { PERMISSIONS, type Permission } from '../../domain/access/permissions.js';
import { PERMISSION } from './access/permission.js';
import { ANSWER, FILE } from './http/answers.js';
import { VERSIONED } from './http/if-match.js';
import { KEYED, UNKEYED } from './http/keyed.js';

export interface Route {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the decorators, without the global prefix. */
  path: string;
  permission?: Permission;
  keyed: boolean;
  versioned: boolean;
  /** Why a POST needs no key. */
  unkeyed?: string;
  body?: z.ZodType;
  query?: z.ZodType;
  params?: z.ZodType;
  answer?: z.ZodType;
  /** It answers with a document instead. */
  file: boolean;
}

type Handler = ReturnType<ExecutionContext['getHandler']>;
type Controller = Type<unknown>;

/** Nest's RouteParamtypes. */
const PLACES = { 3: 'body', 4: 'query', 5: 'params' } as const;

const known = new WeakMap<Handler, Route>();

export function routeOf(controller: Controller, handler: Handler): Route {
  let route = known.get(handler);
  if (route === undefined) {
    route = readRoute(controller, handler);
    known.set(handler, route);
  }
  return route;
}

function readRoute(controller: Controller, handler: Handler): Route {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string | undefined;
  const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
  const method = RequestMethod[(Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined) ?? RequestMethod.GET];
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as Record<string, { schema?: z.ZodType }>;
  const route: Route = {
    name: `${controller.name}.${handler.name}`,
    method: method as Route['method'],
    path: [base, path].map((part) => (part ?? '').replace(/^\/+|\/+$/g, '')).filter((part) => part !== '').join('/'),
    permission: Reflect.getMetadata(PERMISSION, handler) as Permission | undefined,
    keyed: Reflect.getMetadata(KEYED, handler) === true,
    versioned: Reflect.getMetadata(VERSIONED, handler) === true,
    unkeyed: Reflect.getMetadata(UNKEYED, handler) as string | undefined,
    file: Reflect.getMetadata(FILE, handler) === true,
    answer: Reflect.getMetadata(ANSWER, handler) as z.ZodType | undefined,
  };
  for (const [place, argument] of Object.entries(args)) {
    const kind = PLACES[Number(place.split(':')[0]) as keyof typeof PLACES] as (typeof PLACES)[keyof typeof PLACES] | undefined;
    if (kind !== undefined && argument.schema !== undefined) route[kind] = argument.schema;
  }
  return route;
}

/** All routes of the running application. */
export function listRoutes(discovery: DiscoveryService): Route[] {
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype)
      .map((name) => prototype[name])
      .filter((member): member is Handler => typeof member === 'function' && Reflect.hasMetadata(METHOD_METADATA, member))
      .map((handler) => routeOf(metatype as Controller, handler));
  });
}

/** Why a route may not be served; empty is good. */
export function routeFaults(route: Route): string[] {
  const faults: string[] = [];
  if (route.permission === undefined || !(route.permission in PERMISSIONS)) faults.push('names no permission');
  for (const place of ['body', 'query', 'params'] as const) {
    const schema = route[place];
    if (schema !== undefined && !isStrict(schema)) faults.push(`takes unknown fields in its ${place}`);
  }
  if (/[:*{]/.test(route.path) && route.params === undefined) faults.push('has a path without a schema');
  if (route.method === 'POST' && !route.keyed && route.unkeyed === undefined) faults.push('creates or commands without an Idempotency-Key');
  if ((route.method === 'PATCH' || route.method === 'PUT') && !route.versioned) faults.push('changes a record without If-Match');
  return faults.map((fault) => `${route.name} ${fault}`);
}

/** A strict object, a union of them, or one with refinements. */
export function isStrict(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodObject) return schema.def.catchall instanceof z.ZodNever;
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).every(isStrict);
  if (schema instanceof z.ZodPipe) return isStrict(schema.def.in as z.ZodType);
  return false;
}
