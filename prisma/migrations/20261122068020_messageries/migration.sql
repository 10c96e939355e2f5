-- Secured mail: the domain name, the mailboxes, what the zone says, the migration step by step.
-- CreateEnum
CREATE TYPE "boite_genre" AS ENUM ('nominative', 'partagee', 'redirection');

-- CreateEnum
CREATE TYPE "controle_etat" AS ENUM ('conforme', 'absent', 'incorrect', 'injoignable');

-- CreateTable
CREATE TABLE "messagerie" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "souscriptionId" UUID NOT NULL,
    "nom" TEXT,
    "nomLibre" BOOLEAN,
    "nomVerifieLe" TIMESTAMPTZ(3),
    "ancienneAdresse" TEXT,
    "mxAttendu" TEXT,
    "spfAttendu" TEXT,
    "dkimSelecteur" TEXT,
    "basculeLe" DATE,
    "formationLe" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "messagerie_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "boite" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "messagerieId" UUID NOT NULL,
    "adresse" TEXT NOT NULL,
    "genre" "boite_genre" NOT NULL,
    "usage" TEXT NOT NULL,

    CONSTRAINT "boite_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "controle" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "messagerieId" UUID NOT NULL,
    "genre" TEXT NOT NULL,
    "etat" "controle_etat" NOT NULL,
    "constate" TEXT NOT NULL,
    "controleLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "controle_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "migration_etape" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "messagerieId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "faiteLe" TIMESTAMPTZ(3) NOT NULL,
    "faiteParId" UUID NOT NULL,

    CONSTRAINT "migration_etape_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "messagerie_collectiviteId_souscriptionId_key" ON "messagerie"("collectiviteId", "souscriptionId");

-- CreateIndex
CREATE UNIQUE INDEX "boite_collectiviteId_messagerieId_adresse_key" ON "boite"("collectiviteId", "messagerieId", "adresse");

-- CreateIndex
CREATE UNIQUE INDEX "controle_collectiviteId_messagerieId_genre_key" ON "controle"("collectiviteId", "messagerieId", "genre");

-- CreateIndex
CREATE UNIQUE INDEX "migration_etape_collectiviteId_messagerieId_code_key" ON "migration_etape"("collectiviteId", "messagerieId", "code");

-- AddForeignKey
ALTER TABLE "messagerie" ADD CONSTRAINT "messagerie_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "boite" ADD CONSTRAINT "boite_collectiviteId_messagerieId_fkey" FOREIGN KEY ("collectiviteId", "messagerieId") REFERENCES "messagerie"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "controle" ADD CONSTRAINT "controle_collectiviteId_messagerieId_fkey" FOREIGN KEY ("collectiviteId", "messagerieId") REFERENCES "messagerie"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "migration_etape" ADD CONSTRAINT "migration_etape_collectiviteId_messagerieId_fkey" FOREIGN KEY ("collectiviteId", "messagerieId") REFERENCES "messagerie"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['messagerie', 'boite', 'controle', 'migration_etape'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
END $$;
SELECT portail_isoler('messagerie', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('boite', 'SELECT, INSERT, DELETE', 'SELECT, INSERT, DELETE');
SELECT portail_isoler('controle', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('migration_etape', 'SELECT, INSERT', 'SELECT, INSERT');
-- A step that is done stays done.
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON migration_etape FOR EACH ROW EXECUTE FUNCTION portail_immuable();
