# schema-audit for live databases: check, plan, apply, adopt, compile. See docs/ci.md.
# The embedded PostgreSQL, Knex and tsx are left out: a rehearsal runs a project's own migrations with its own packages,
# so that it belongs into the project's job; without them the program adds 6 MB to Node's image instead of 85.
ARG NODE=20-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY tsconfig.json ./
COPY scripts/build.mjs scripts/
COPY src src
RUN node scripts/build.mjs --program

FROM node:${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:${NODE}
LABEL org.opencontainers.image.title="schema-audit" \
      org.opencontainers.image.description="Says where a PostgreSQL database differs from its spec, and whether its tenants are really kept apart by row level security." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY bin bin
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# By number, so that Kubernetes can tell that it is not root; the image calls it `node`.
USER 1000:1000
WORKDIR /work
# The first process of a container ignores a signal that it does not handle. It handles this one.
STOPSIGNAL SIGINT
ENTRYPOINT ["node", "/app/bin/schema-audit.js"]
CMD ["--help"]
