# One image for API, worker, mail catcher and the one-time tasks; what runs is the command.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node tools/bootstrap.mjs build

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
# Root certificates: the SMTP server is reached by TLS.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
# Workflows and their tests assume UTC; days are computed as Beijing days from instants.
ENV NODE_ENV=production TZ=UTC NODE_OPTIONS="--enable-source-maps --disable-warning=ExperimentalWarning"
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY prisma/migrations ./prisma/migrations
COPY programmes ./programmes
RUN mkdir -p /data/documents && chown -R node:node /data
USER node
EXPOSE 3000
CMD ["node", "dist/apps/api/main.js"]
