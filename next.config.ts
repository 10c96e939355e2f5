import type { NextConfig } from "next"

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // One build served by several web processes: they must agree on both (docs/production.md).
  deploymentId: process.env.DEPLOYMENT_ID,
  serverExternalPackages: ["pg", "pg-boss", "pdfkit", "subset-font", "pino", "@prisma/client", "@prisma/adapter-pg"],
  experimental: { serverActions: { bodySizeLimit: "12mb" } },
}

export default config
