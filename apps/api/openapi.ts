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
  return SwaggerModule.createDocument(app, head, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
}

/** `openapi.json`, and a page to read it. */
export function serveDocs(app: NestExpressApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('api/v1/docs', app, document, { jsonDocumentUrl: 'api/v1/openapi.json', customSiteTitle: 'xuehui API' });
}
