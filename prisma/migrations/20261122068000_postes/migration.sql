-- Services sold by the workstation: who provides them, what is ordered, what the provider says of it.
-- CreateEnum
CREATE TYPE "tarif_genre" AS ENUM ('usage', 'installation');

-- CreateEnum
CREATE TYPE "prorata" AS ENUM ('mois_entames', 'jours_reels', 'mois_pleins');

-- CreateEnum
CREATE TYPE "commande_genre" AS ENUM ('initiale', 'ajout', 'retrait');

-- CreateEnum
CREATE TYPE "commande_etat" AS ENUM ('a_approuver', 'a_transmettre', 'transmise', 'accusee', 'realisee', 'rejetee', 'refusee', 'annulee');

-- CreateEnum
CREATE TYPE "composant_etat" AS ENUM ('a_installer', 'active', 'en_alerte', 'retire');

-- CreateEnum
CREATE TYPE "releve_etat" AS ENUM ('a_verifier', 'applique', 'ecarte');

-- AlterTable
ALTER TABLE "service" ADD COLUMN     "contactIncident" TEXT,
ADD COLUMN     "marcheId" UUID,
ADD COLUMN     "parPoste" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "procedureIncident" TEXT,
ADD COLUMN     "releveLe" DATE,
ADD COLUMN     "prorata" "prorata" NOT NULL DEFAULT 'mois_entames';

-- AlterTable
ALTER TABLE "tarif" ADD COLUMN     "genre" "tarif_genre" NOT NULL DEFAULT 'usage';

-- CreateTable
CREATE TABLE "service_composant" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "rang" SMALLINT NOT NULL,

    CONSTRAINT "service_composant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commande" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "souscriptionId" UUID NOT NULL,
    "genre" "commande_genre" NOT NULL,
    "etat" "commande_etat" NOT NULL,
    "effetLe" DATE NOT NULL,
    "demandeParId" UUID NOT NULL,
    "demandeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "motif" TEXT,
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reponse" TEXT,
    "transmiseLe" TIMESTAMPTZ(3),
    "accuseReference" TEXT,
    "accuseLe" TIMESTAMPTZ(3),
    "suiviLe" DATE,
    "realiseeLe" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "commande_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "poste" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "souscriptionId" UUID NOT NULL,
    "commandeId" UUID NOT NULL,
    "retraitId" UUID,
    "numero" INTEGER NOT NULL,
    "nom" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "fonction" TEXT NOT NULL,
    "depuis" DATE,
    "retireLe" DATE,
    "prixUnitaire" DECIMAL(12,4),
    "periodicite" "periodicite",
    "prixInstallation" DECIMAL(12,4),
    "categorieTva" "categorie_tva",
    "tauxTva" DECIMAL(5,2),

    CONSTRAINT "poste_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "poste_composant" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "posteId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "etat" "composant_etat" NOT NULL,
    "releveLe" DATE NOT NULL,

    CONSTRAINT "poste_composant_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "poste_inconnu" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "actif" BOOLEAN NOT NULL,
    "releveLe" DATE NOT NULL,

    CONSTRAINT "poste_inconnu_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "releve" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "etat" "releve_etat" NOT NULL,
    "origine" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "releveLe" DATE NOT NULL,
    "recuLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recuParId" UUID,
    "annonces" INTEGER,
    "lus" INTEGER NOT NULL,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),

    CONSTRAINT "releve_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "releve_ligne" (
    "releveId" UUID NOT NULL,
    "ligne" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "numero" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "etats" JSONB NOT NULL,
    "verdict" TEXT NOT NULL,
    "concerneId" UUID,
    "posteConnu" UUID,

    CONSTRAINT "releve_ligne_pkey" PRIMARY KEY ("releveId","ligne")
);

-- CreateTable
CREATE TABLE "prestataire" (
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "siren" TEXT,
    "telephone" TEXT,
    "courriel" TEXT,
    "site" TEXT,
    "precisions" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prestataire_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marche" (
    "id" UUID NOT NULL,
    "prestataireId" UUID NOT NULL,
    "objet" TEXT NOT NULL,
    "reference" TEXT,
    "depuis" DATE,
    "jusqua" DATE NOT NULL,
    "alerteMois" SMALLINT NOT NULL DEFAULT 12,
    "prix" TEXT,
    "hebergement" TEXT,
    "certification" TEXT,
    "source" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marche_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_composant_serviceId_code_key" ON "service_composant"("serviceId", "code");

-- CreateIndex
CREATE INDEX "commande_collectiviteId_souscriptionId_demandeLe_idx" ON "commande"("collectiviteId", "souscriptionId", "demandeLe");

-- CreateIndex
CREATE INDEX "commande_etat_prochainEssaiLe_idx" ON "commande"("etat", "prochainEssaiLe");

-- CreateIndex
CREATE INDEX "poste_collectiviteId_souscriptionId_idx" ON "poste"("collectiviteId", "souscriptionId");

-- CreateIndex
CREATE UNIQUE INDEX "poste_collectiviteId_numero_key" ON "poste"("collectiviteId", "numero");

-- CreateIndex
CREATE UNIQUE INDEX "poste_composant_collectiviteId_posteId_code_key" ON "poste_composant"("collectiviteId", "posteId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "poste_inconnu_collectiviteId_serviceId_reference_key" ON "poste_inconnu"("collectiviteId", "serviceId", "reference");

-- CreateIndex
CREATE INDEX "releve_serviceId_releveLe_idx" ON "releve"("serviceId", "releveLe");

-- CreateIndex
CREATE UNIQUE INDEX "prestataire_nom_key" ON "prestataire"("nom");

-- CreateIndex
CREATE INDEX "marche_jusqua_idx" ON "marche"("jusqua");

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_marcheId_fkey" FOREIGN KEY ("marcheId") REFERENCES "marche"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_composant" ADD CONSTRAINT "service_composant_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commande" ADD CONSTRAINT "commande_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poste" ADD CONSTRAINT "poste_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poste" ADD CONSTRAINT "poste_collectiviteId_commandeId_fkey" FOREIGN KEY ("collectiviteId", "commandeId") REFERENCES "commande"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poste" ADD CONSTRAINT "poste_collectiviteId_retraitId_fkey" FOREIGN KEY ("collectiviteId", "retraitId") REFERENCES "commande"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poste_composant" ADD CONSTRAINT "poste_composant_collectiviteId_posteId_fkey" FOREIGN KEY ("collectiviteId", "posteId") REFERENCES "poste"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poste_inconnu" ADD CONSTRAINT "poste_inconnu_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releve" ADD CONSTRAINT "releve_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releve_ligne" ADD CONSTRAINT "releve_ligne_releveId_fkey" FOREIGN KEY ("releveId") REFERENCES "releve"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marche" ADD CONSTRAINT "marche_prestataireId_fkey" FOREIGN KEY ("prestataireId") REFERENCES "prestataire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Time-ordered identifiers, as everywhere.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['prestataire', 'marche', 'service_composant', 'commande', 'poste', 'poste_composant', 'poste_inconnu', 'releve'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
END $$;

SELECT portail_isoler('commande', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('poste', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('poste_composant', 'SELECT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('poste_inconnu', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE');

GRANT SELECT ON prestataire, marche, service_composant TO portail_membre;
GRANT SELECT, INSERT, UPDATE ON prestataire, marche, service_composant, releve TO portail_agent;
GRANT SELECT, INSERT, UPDATE, DELETE ON releve_ligne TO portail_agent;

-- The same transitions as lib/postes/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON commande FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_approuver":["a_transmettre","refusee","annulee"],"a_transmettre":["transmise","accusee","rejetee","annulee"],"transmise":["accusee","rejetee"],"accusee":["realisee"],"rejetee":["a_transmettre","annulee"]}');
CREATE TRIGGER transition BEFORE UPDATE ON releve FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_verifier":["applique","ecarte"]}');

-- What the provider answered is recorded by the operator, never by a member.
CREATE FUNCTION portail_commande_operateur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'portail_membre' AND NEW.etat IN ('transmise', 'accusee', 'realisee', 'rejetee')
     AND (TG_OP = 'INSERT' OR NEW.etat IS DISTINCT FROM OLD.etat) THEN
    RAISE EXCEPTION 'Seul l''opérateur suit une commande chez le prestataire' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operateur BEFORE INSERT OR UPDATE ON commande FOR EACH ROW EXECUTE FUNCTION portail_commande_operateur();

-- A post keeps its number, its order and its price; its last day is set once.
CREATE FUNCTION portail_poste_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."souscriptionId", NEW."commandeId", NEW.numero, NEW."prixUnitaire", NEW.periodicite, NEW."prixInstallation", NEW."categorieTva", NEW."tauxTva")
     IS DISTINCT FROM
     (OLD."souscriptionId", OLD."commandeId", OLD.numero, OLD."prixUnitaire", OLD.periodicite, OLD."prixInstallation", OLD."categorieTva", OLD."tauxTva") THEN
    RAISE EXCEPTION 'Le numéro et le prix d''un poste ne changent pas' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD."retireLe" IS NOT NULL AND (NEW."retireLe", NEW."retraitId") IS DISTINCT FROM (OLD."retireLe", OLD."retraitId") THEN
    RAISE EXCEPTION 'Un poste retiré le reste' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige BEFORE UPDATE ON poste FOR EACH ROW EXECUTE FUNCTION portail_poste_fige();

ALTER TABLE poste
  ADD CONSTRAINT poste_numero CHECK (numero > 0),
  ADD CONSTRAINT poste_periode CHECK ("retireLe" IS NULL OR depuis IS NULL OR "retireLe" >= depuis - 1),
  ADD CONSTRAINT poste_prix CHECK (("prixUnitaire" IS NULL) = (periodicite IS NULL)),
  ADD CONSTRAINT poste_tva CHECK ("categorieTva" IS NULL OR ("categorieTva" = 'S') = ("tauxTva" > 0));
ALTER TABLE marche ADD CONSTRAINT marche_periode CHECK (depuis IS NULL OR depuis <= jusqua),
  ADD CONSTRAINT marche_alerte CHECK ("alerteMois" >= 0);
ALTER TABLE releve ADD CONSTRAINT releve_compte CHECK (lus >= 0 AND (annonces IS NULL OR annonces >= 0));
-- The same words as lib/postes/types.ts.
ALTER TABLE releve_ligne ADD CONSTRAINT releve_ligne_verdict
  CHECK (verdict IN ('connu', 'inconnu', 'client_inconnu', 'double', 'illisible'));

-- The price of putting in place lives beside the price of use.
ALTER TABLE tarif DROP CONSTRAINT tarif_periode;
ALTER TABLE tarif ADD CONSTRAINT tarif_periode
  EXCLUDE USING gist ("serviceId" WITH =, genre WITH =, unite WITH =, daterange(depuis, jusqua) WITH &&);
CREATE OR REPLACE FUNCTION portail_tarif_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."serviceId", NEW.genre, NEW."prixUnitaire", NEW.unite, NEW.periodicite, NEW."categorieTva", NEW."tauxTva", NEW.depuis)
     IS DISTINCT FROM (OLD."serviceId", OLD.genre, OLD."prixUnitaire", OLD.unite, OLD.periodicite, OLD."categorieTva", OLD."tauxTva", OLD.depuis) THEN
    RAISE EXCEPTION 'Un tarif ne change pas : il se termine, un autre commence' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
