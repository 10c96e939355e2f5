import type { NextConfig } from "next"

// What is the same for every answer; the content security policy carries a nonce and is proxy.ts's.
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self)",
  },
]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `page.bench.tsx` and `route.bench.ts` are routes only in a build for `npm run bench` (app/vide).
  pageExtensions: process.env.PORTAIL_BENCH === "true" ? ["bench.tsx", "bench.ts", "tsx", "ts"] : ["tsx", "ts"],
  // One build served by several web processes: they must agree on both (docs/production.md).
  deploymentId: process.env.DEPLOYMENT_ID,
  // `npm test` checks the types of the whole project; a build checks nothing twice.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "pg",
    "pdfkit",
    "subset-font",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@aws-sdk/client-s3",
    "file-type",
    "yazl",
    "oidc-provider",
  ],
  // Titles come with their page, not after it: while one was on its way, an open page had none, which screen readers say.
  htmlLimitedBots: /.*/,
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
  // Above the 64 MB that a file of addresses may weigh, so that a larger file gets its sentence rather than an error page; what
  // is far larger is turned away by proxy.ts before it is read.
  experimental: { serverActions: { bodySizeLimit: "72mb" }, proxyClientMaxBodySize: "72mb" },
}

export default config
