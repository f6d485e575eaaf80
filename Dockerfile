# All of Fairlead in one container, started as `npm start` starts it. For docker-compose.yml; CI does not exercise it.
FROM node:22-slim
WORKDIR /fairlead
COPY . .
# `reset` has nothing to empty here: the bootstrap before it brings the packages.
RUN node tooling/bootstrap.mjs reset && npm run build
ENV WEB_HOST=0.0.0.0 ROUTER_HOST=0.0.0.0
CMD ["node", "tooling/bootstrap.mjs", "start"]
