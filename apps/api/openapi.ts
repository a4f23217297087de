import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The API's description, from the same schemas that validate. */
export function openApi(app: NestExpressApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('xuehui')
    .setDescription('学会资助项目管理 · Funding programmes for learned societies. Days are YYYY-MM-DD in Beijing time, instants RFC 3339, money integer cents.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A service token' }, 'token')
    .addCookieAuth('xuehui.session_token', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('token')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, head, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as OperationObject[]) asProblem(operation.responses['default']);
  }
  return document;
}

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Nest knows one media type per route; problems have their own. */
function asProblem(response: OperationObject['responses'][string]): void {
  if (response === undefined || !('content' in response) || response.content === undefined) return;
  const json = response.content['application/json'];
  if (json !== undefined) response.content = { 'application/problem+json': json };
}

/** `openapi.json`, and a page to read it. */
export function serveDocs(app: NestExpressApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('api/v1/docs', app, document, { jsonDocumentUrl: 'api/v1/openapi.json', customSiteTitle: 'xuehui API' });
}
