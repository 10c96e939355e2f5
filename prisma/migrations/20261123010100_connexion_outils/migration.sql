-- A tool signs people in by itself, or takes the portal's word for who they are (OpenID Connect).
CREATE TYPE "module_connexion" AS ENUM ('compte_propre', 'federee');
ALTER TABLE "module"
  ADD COLUMN "connexion" "module_connexion" NOT NULL DEFAULT 'compte_propre',
  ADD COLUMN "initiation" TEXT,
  ADD COLUMN "retours" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "secretRang" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE module
  ADD CONSTRAINT module_federee CHECK (connexion = 'compte_propre' OR (initiation IS NOT NULL AND cardinality(retours) BETWEEN 1 AND 5)),
  ADD CONSTRAINT module_secret_rang CHECK ("secretRang" > 0);

-- What the portal's own OpenID provider remembers between two requests: found by a hash, sealed, short-lived.
CREATE TABLE "jeton_sso" (
    "cle" TEXT NOT NULL,
    "contenuChiffre" BYTEA NOT NULL,
    "accord" TEXT,
    "uid" TEXT,
    "consommeLe" TIMESTAMPTZ(3),
    "expireLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "jeton_sso_pkey" PRIMARY KEY ("cle")
);
CREATE INDEX "jeton_sso_accord_idx" ON "jeton_sso"("accord");
CREATE INDEX "jeton_sso_uid_idx" ON "jeton_sso"("uid");
CREATE INDEX "jeton_sso_expireLe_idx" ON "jeton_sso"("expireLe");

-- Its signing keys, sealed: the newest signs, those before are still published until what they signed has expired.
CREATE TABLE "cle_sso" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "contenuChiffre" BYTEA NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cle_sso_pkey" PRIMARY KEY ("id")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON jeton_sso TO portail_identite;
GRANT SELECT, INSERT, DELETE ON cle_sso TO portail_identite;
