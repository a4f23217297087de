/** Puts the application together; main.ts and the tests start it. */
import 'reflect-metadata';
import { type LogLevel } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { serveConsole } from './console.js';
import { AUTH_PATH, type Auth } from './identity/auth.js';
import { authHandler } from './identity/auth-handler.js';
import { linkPages } from './identity/link-pages.js';
import { LINK_PATH } from './identity/links.js';
import { openApi, serveDocs } from './openapi.js';
import { AUTH, POOL } from './platform/names.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { listRoutes, routeFaults } from './routes.js';
import { publicPages } from './public-pages.js';
import type { Pool } from '../../records/pool.js';

export const API_PREFIX = 'api/v1';
/** 1 MB: more than any form; documents have a route of their own. */
const BODY_LIMIT = 1024 * 1024;

export async function createApp(config: Config, logger: LogLevel[] = ['error', 'warn', 'log']): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), { logger, bodyParser: false, abortOnError: false });
  const faults = listRoutes(app.get(DiscoveryService)).flatMap(routeFaults);
  if (faults.length > 0) throw new Error(`routes that may not be served: ${faults.join('; ')}`);

  app.setGlobalPrefix(API_PREFIX, { exclude: ['healthz'] });
  app.set('trust proxy', config.trustedProxies);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } }));
  app.use(AUTH_PATH, json({ limit: 16 * 1024, strict: true }), authHandler(app.get<Auth>(AUTH)));
  app.use(LINK_PATH, linkPages(app.get<Pool>(POOL)));
  app.use(`/${API_PREFIX}`, keptByNobody);
  if (config.consoleFolder !== undefined) app.use(...serveConsole(config.consoleFolder, publicPages(app)));
  app.use(json({ limit: BODY_LIMIT, strict: true }), refuseOtherBodies);
  // The page that shows the API's description is a program of its own.
  app.use(`/${API_PREFIX}/docs`, helmet.contentSecurityPolicy({ directives: { styleSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null } }));
  serveDocs(app, openApi(app));
  // What fails before a route is reached, in the parsers above, is told like everything else.
  const filter = new ProblemFilter();
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => filter.answer(error, request, response));
  app.enableShutdownHooks();
  return app;
}

/** What one account may read is not for the next one at the same browser, and a decision is never taken on an old answer. */
function keptByNobody(_request: Request, response: Response, next: NextFunction): void {
  response.set('cache-control', 'no-store').vary('authorization').vary('cookie').vary('accept-language');
  next();
}

/** A body that is not JSON would pass unread, and its fields with it. */
function refuseOtherBodies(request: Request, response: Response, next: NextFunction): void {
  // Its body is the document itself, read by the route.
  if (request.method === 'POST' && request.path === `/${API_PREFIX}/documents`) return next();
  const sent = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (sent && request.is(['json', '+json']) === false) {
    new ProblemFilter().answer(Object.assign(new Error('not JSON'), { type: 'encoding.unsupported' }), request, response);
    return;
  }
  next();
}
