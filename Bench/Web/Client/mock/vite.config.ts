import { defineConfig } from "vite";
import { MockBench } from "./mockBench";

// npm run dev: the pages beside a made-up bench, for work on their looks without a server.
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  server: { port: 5173, strictPort: true },
  plugins: [
    {
      name: "mock-bench",
      configureServer(server) {
        const bench = new MockBench();
        server.middlewares.use((request, response, next) => {
          if (request.url?.startsWith("/api/") === true) {
            void bench.answer(request, response);
          } else {
            next();
          }
        });
      },
    },
  ],
});
