import { defineConfig } from "prisma/config"

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // `prisma migrate deploy` runs as the owner of the tables (docs/production.md); generating needs no database.
  datasource: { url: process.env.DATABASE_URL_MIGRATION ?? "" },
})
