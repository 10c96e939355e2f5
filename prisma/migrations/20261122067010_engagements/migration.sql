-- Engagements: who may sign, acts and their signatures, membership files, amendments, who pays for whom.
CREATE TYPE "dossier_adhesion_etat" AS ENUM ('en_preparation', 'en_signature', 'conclu', 'en_vigueur', 'retrait_demande', 'termine', 'abandonne');

CREATE TYPE "acte_genre" AS ENUM ('charte', 'convention', 'avenant');

CREATE TYPE "acte_etat" AS ENUM ('a_generer', 'a_signer', 'au_parapheur', 'signe', 'contresigne', 'scelle', 'refuse', 'caduc');

CREATE TYPE "signature_niveau" AS ENUM ('simple', 'externe');

CREATE TYPE "avenant_etat" AS ENUM ('a_signer', 'applique', 'abandonne');

CREATE TYPE "prise_en_charge_etat" AS ENUM ('proposee', 'acceptee', 'refusee', 'terminee');

ALTER TABLE "service" ADD COLUMN     "exigeConvention" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tachesOuverture" TEXT[] DEFAULT ARRAY[]::TEXT[];

ALTER TABLE "operateur" ADD COLUMN     "delaiSignature" SMALLINT NOT NULL DEFAULT 30,
ADD COLUMN     "preavisRetraitMois" SMALLINT NOT NULL DEFAULT 6,
ADD COLUMN     "seuilApprobation" BIGINT,
ADD COLUMN     "signatureExterne" "acte_genre"[] DEFAULT ARRAY[]::"acte_genre"[];

ALTER TABLE "souscription" ADD COLUMN     "conventionId" UUID,
ADD COLUMN     "payeurId" UUID,
ADD COLUMN     "payeurNom" TEXT;

CREATE TABLE "dossier_adhesion" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "etat" "dossier_adhesion_etat" NOT NULL DEFAULT 'en_preparation',
    "demandeAdhesionId" UUID,
    "deliberationNumero" TEXT,
    "deliberationLe" DATE,
    "deliberationDocumentId" UUID,
    "representantId" UUID,
    "acteId" UUID,
    "dateEffet" DATE,
    "regleProrata" "regle_prorata",
    "montantPremiere" BIGINT,
    "basesPremiere" TEXT,
    "titreId" UUID,
    "renouveleeLe" DATE,
    "retraitDemandeLe" DATE,
    "retraitEffetLe" DATE,
    "retraitMotif" TEXT,
    "retraitDeliberation" TEXT,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "dossier_adhesion_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "dossier_adhesion_suivi" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "dossierAdhesionId" UUID NOT NULL,
    "etat" "dossier_adhesion_etat" NOT NULL,
    "fait" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "personneId" UUID,

    CONSTRAINT "dossier_adhesion_suivi_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "mandat" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "personneId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "fonction" TEXT NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,
    "fondement" TEXT NOT NULL,
    "enregistreParId" UUID NOT NULL,
    "enregistreLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mandat_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "delegation" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "mandatId" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "fonction" TEXT NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,
    "fondement" TEXT NOT NULL,
    "objets" "acte_genre"[] DEFAULT ARRAY[]::"acte_genre"[],
    "enregistreParId" UUID NOT NULL,
    "enregistreLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "signataire_operateur" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "personneId" UUID NOT NULL,
    "fonction" TEXT NOT NULL,
    "fondement" TEXT NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,

    CONSTRAINT "signataire_operateur_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "acte" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "genre" "acte_genre" NOT NULL,
    "objetId" UUID NOT NULL,
    "numero" TEXT NOT NULL,
    "intitule" TEXT NOT NULL,
    "etat" "acte_etat" NOT NULL DEFAULT 'a_generer',
    "niveau" "signature_niveau" NOT NULL DEFAULT 'simple',
    "contenu" JSONB NOT NULL,
    "empreinte" TEXT,
    "documentId" UUID,
    "scelleDocumentId" UUID,
    "aSignerAvant" DATE NOT NULL,
    "motif" TEXT,
    "parapheurRef" TEXT,
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erreur" TEXT,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "acte_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "signature" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "acteId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "mandatId" UUID,
    "delegationId" UUID,
    "signataireOperateurId" UUID,
    "niveau" "signature_niveau" NOT NULL,
    "personneId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "fonction" TEXT NOT NULL,
    "fondement" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL,
    "preuve" JSONB NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "modele_acte" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "genre" "acte_genre" NOT NULL,
    "depuis" DATE NOT NULL,
    "titre" TEXT NOT NULL,
    "preambule" TEXT NOT NULL,
    "articles" JSONB NOT NULL,
    "hypothese" BOOLEAN NOT NULL DEFAULT false,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "modele_acte_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "acte_numero" (
    "genre" "acte_genre" NOT NULL,
    "annee" SMALLINT NOT NULL,
    "prochain" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "acte_numero_pkey" PRIMARY KEY ("genre","annee")
);

CREATE TABLE "souscription_tache" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "libelle" TEXT NOT NULL,
    "faiteLe" TIMESTAMPTZ(3),
    "faiteParId" UUID,

    CONSTRAINT "souscription_tache_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "avenant" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "etat" "avenant_etat" NOT NULL DEFAULT 'a_signer',
    "acteId" UUID,
    "quantiteAvant" INTEGER NOT NULL,
    "quantiteApres" INTEGER NOT NULL,
    "effetLe" DATE NOT NULL,
    "motif" TEXT NOT NULL,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "avenant_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "prise_en_charge" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "etat" "prise_en_charge_etat" NOT NULL DEFAULT 'proposee',
    "beneficiaireId" UUID NOT NULL,
    "beneficiaireNom" TEXT NOT NULL,
    "souscriptionRef" UUID NOT NULL,
    "libelle" TEXT NOT NULL,
    "montantAnnuel" BIGINT,
    "proposeeParId" UUID NOT NULL,
    "proposeeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "motif" TEXT,

    CONSTRAINT "prise_en_charge_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE INDEX "dossier_adhesion_etat_dateEffet_idx" ON "dossier_adhesion"("etat", "dateEffet");
CREATE INDEX "dossier_adhesion_suivi_collectiviteId_dossierAdhesionId_le_idx" ON "dossier_adhesion_suivi"("collectiviteId", "dossierAdhesionId", "le");
CREATE INDEX "mandat_collectiviteId_personneId_idx" ON "mandat"("collectiviteId", "personneId");
CREATE INDEX "delegation_collectiviteId_personneId_idx" ON "delegation"("collectiviteId", "personneId");
CREATE INDEX "acte_collectiviteId_objetId_idx" ON "acte"("collectiviteId", "objetId");
CREATE INDEX "acte_etat_prochainEssaiLe_idx" ON "acte"("etat", "prochainEssaiLe");

CREATE UNIQUE INDEX "signature_collectiviteId_acteId_rang_key" ON "signature"("collectiviteId", "acteId", "rang");
CREATE UNIQUE INDEX "modele_acte_genre_depuis_key" ON "modele_acte"("genre", "depuis");
CREATE UNIQUE INDEX "souscription_tache_collectiviteId_souscriptionId_rang_key" ON "souscription_tache"("collectiviteId", "souscriptionId", "rang");
CREATE UNIQUE INDEX "avenant_collectiviteId_souscriptionId_rang_key" ON "avenant"("collectiviteId", "souscriptionId", "rang");

CREATE INDEX "prise_en_charge_collectiviteId_souscriptionRef_idx" ON "prise_en_charge"("collectiviteId", "souscriptionRef");

ALTER TABLE "dossier_adhesion" ADD CONSTRAINT "dossier_adhesion_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dossier_adhesion" ADD CONSTRAINT "dossier_adhesion_collectiviteId_demandeAdhesionId_fkey" FOREIGN KEY ("collectiviteId", "demandeAdhesionId") REFERENCES "demande_adhesion"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dossier_adhesion" ADD CONSTRAINT "dossier_adhesion_collectiviteId_deliberationDocumentId_fkey" FOREIGN KEY ("collectiviteId", "deliberationDocumentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dossier_adhesion" ADD CONSTRAINT "dossier_adhesion_collectiviteId_representantId_fkey" FOREIGN KEY ("collectiviteId", "representantId") REFERENCES "mandat"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dossier_adhesion" ADD CONSTRAINT "dossier_adhesion_collectiviteId_acteId_fkey" FOREIGN KEY ("collectiviteId", "acteId") REFERENCES "acte"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dossier_adhesion" ADD CONSTRAINT "dossier_adhesion_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dossier_adhesion_suivi" ADD CONSTRAINT "dossier_adhesion_suivi_collectiviteId_dossierAdhesionId_fkey" FOREIGN KEY ("collectiviteId", "dossierAdhesionId") REFERENCES "dossier_adhesion"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mandat" ADD CONSTRAINT "mandat_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mandat" ADD CONSTRAINT "mandat_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_collectiviteId_mandatId_fkey" FOREIGN KEY ("collectiviteId", "mandatId") REFERENCES "mandat"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signataire_operateur" ADD CONSTRAINT "signataire_operateur_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "acte" ADD CONSTRAINT "acte_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "acte" ADD CONSTRAINT "acte_collectiviteId_documentId_fkey" FOREIGN KEY ("collectiviteId", "documentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "acte" ADD CONSTRAINT "acte_collectiviteId_scelleDocumentId_fkey" FOREIGN KEY ("collectiviteId", "scelleDocumentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signature" ADD CONSTRAINT "signature_collectiviteId_acteId_fkey" FOREIGN KEY ("collectiviteId", "acteId") REFERENCES "acte"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signature" ADD CONSTRAINT "signature_collectiviteId_mandatId_fkey" FOREIGN KEY ("collectiviteId", "mandatId") REFERENCES "mandat"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signature" ADD CONSTRAINT "signature_collectiviteId_delegationId_fkey" FOREIGN KEY ("collectiviteId", "delegationId") REFERENCES "delegation"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signature" ADD CONSTRAINT "signature_signataireOperateurId_fkey" FOREIGN KEY ("signataireOperateurId") REFERENCES "signataire_operateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "souscription" ADD CONSTRAINT "souscription_collectiviteId_conventionId_fkey" FOREIGN KEY ("collectiviteId", "conventionId") REFERENCES "acte"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "souscription_tache" ADD CONSTRAINT "souscription_tache_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "avenant" ADD CONSTRAINT "avenant_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "avenant" ADD CONSTRAINT "avenant_collectiviteId_acteId_fkey" FOREIGN KEY ("collectiviteId", "acteId") REFERENCES "acte"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "prise_en_charge" ADD CONSTRAINT "prise_en_charge_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT portail_isoler('mandat', 'SELECT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('delegation', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('acte', 'SELECT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('signature', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('dossier_adhesion', 'SELECT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('dossier_adhesion_suivi', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('souscription_tache', 'SELECT, INSERT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('avenant', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('prise_en_charge', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
GRANT SELECT, INSERT, UPDATE ON signataire_operateur, modele_acte, acte_numero TO portail_agent;

CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON signature FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON signature FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON dossier_adhesion_suivi FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON dossier_adhesion_suivi FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- The same transitions as lib/conventions, lib/adhesions and lib/souscriptions, types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON acte FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_generer":["a_signer","caduc"],"a_signer":["au_parapheur","signe","refuse","caduc"],"au_parapheur":["a_signer","signe","refuse","caduc"],"signe":["contresigne","refuse","caduc"],"contresigne":["scelle"]}');
CREATE TRIGGER transition BEFORE UPDATE ON dossier_adhesion FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"en_preparation":["en_signature","abandonne"],"en_signature":["en_preparation","conclu","en_vigueur","abandonne"],"conclu":["en_vigueur"],"en_vigueur":["retrait_demande","termine"],"retrait_demande":["en_vigueur","termine"]}');
CREATE TRIGGER transition BEFORE UPDATE ON avenant FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_signer":["applique","abandonne"]}');
CREATE TRIGGER transition BEFORE UPDATE ON prise_en_charge FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"proposee":["acceptee","refusee","terminee"],"acceptee":["terminee"]}');

-- What is valid at a date is valid once.
ALTER TABLE mandat ADD CONSTRAINT mandat_periode
  EXCLUDE USING gist ("collectiviteId" WITH =, "personneId" WITH =, fonction WITH =, daterange(depuis, jusqua) WITH &&),
  ADD CONSTRAINT mandat_dates CHECK (jusqua IS NULL OR jusqua >= depuis);
ALTER TABLE delegation ADD CONSTRAINT delegation_periode
  EXCLUDE USING gist ("collectiviteId" WITH =, "personneId" WITH =, fonction WITH =, daterange(depuis, jusqua) WITH &&),
  ADD CONSTRAINT delegation_dates CHECK (jusqua IS NULL OR jusqua >= depuis);
ALTER TABLE signataire_operateur ADD CONSTRAINT signataire_operateur_periode
  EXCLUDE USING gist ("personneId" WITH =, daterange(depuis, jusqua) WITH &&);
ALTER TABLE signature ADD CONSTRAINT signature_partie CHECK (
  (rang = 1 AND "mandatId" IS NOT NULL AND "signataireOperateurId" IS NULL) OR (rang = 2 AND "signataireOperateurId" IS NOT NULL));
ALTER TABLE acte ADD CONSTRAINT acte_empreinte CHECK (empreinte IS NULL OR empreinte ~ '^[0-9a-f]{64}$');
ALTER TABLE operateur ADD CONSTRAINT operateur_preavis CHECK ("preavisRetraitMois" BETWEEN 0 AND 24 AND "delaiSignature" BETWEEN 1 AND 365);
ALTER TABLE avenant ADD CONSTRAINT avenant_quantite CHECK ("quantiteAvant" > 0 AND "quantiteApres" > 0);
ALTER TABLE dossier_adhesion ADD CONSTRAINT dossier_adhesion_retrait CHECK ("retraitEffetLe" IS NULL OR "retraitEffetLe" >= "retraitDemandeLe");
-- One membership at a time is under way; one act at a time is asked of an object.
CREATE UNIQUE INDEX dossier_adhesion_ouvert ON dossier_adhesion ("collectiviteId") WHERE etat NOT IN ('termine', 'abandonne');
CREATE UNIQUE INDEX acte_en_cours ON acte ("collectiviteId", genre, "objetId") WHERE etat NOT IN ('refuse', 'caduc');
CREATE UNIQUE INDEX prise_en_charge_ouverte ON prise_en_charge ("collectiviteId", "souscriptionRef") WHERE etat IN ('proposee', 'acceptee');

-- A mandate and a delegation keep what they say: only their end may be set.
CREATE FUNCTION portail_mandat_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['jusqua', 'collectiviteId'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'Un mandat ne change pas : il se termine, un autre commence' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige BEFORE UPDATE ON mandat FOR EACH ROW EXECUTE FUNCTION portail_mandat_fige();
CREATE TRIGGER fige BEFORE UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION portail_mandat_fige();

-- An act is signed by a mandate that holds that day, on the very bytes it bears; countersigned on the same ones.
CREATE FUNCTION portail_acte_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'etat', 'motif', 'empreinte', 'documentId', 'scelleDocumentId', 'niveau',
  'parapheurRef', 'essais', 'prochainEssaiLe', 'erreur'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
     OR (OLD.empreinte IS NOT NULL AND (NEW.empreinte, NEW."documentId") IS DISTINCT FROM (OLD.empreinte, OLD."documentId"))
     OR (OLD."scelleDocumentId" IS NOT NULL AND NEW."scelleDocumentId" IS DISTINCT FROM OLD."scelleDocumentId") THEN
    RAISE EXCEPTION 'Un acte établi ne change pas : il devient caduc, un autre est établi' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat IS NOT DISTINCT FROM OLD.etat THEN RETURN NEW; END IF;
  IF current_user = 'portail_membre' AND NEW.etat NOT IN ('signe', 'refuse') THEN
    RAISE EXCEPTION 'Seul l''opérateur mène un acte à « % »', NEW.etat USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.etat = 'signe' AND NOT EXISTS (
    SELECT FROM signature s JOIN mandat m ON m."collectiviteId" = s."collectiviteId" AND m.id = s."mandatId"
    LEFT JOIN delegation d ON d."collectiviteId" = s."collectiviteId" AND d.id = s."delegationId" AND d."mandatId" = m.id,
      LATERAL (SELECT (s.le AT TIME ZONE 'Europe/Paris')::date AS jour) paris
    WHERE s."collectiviteId" = NEW."collectiviteId" AND s."acteId" = NEW.id AND s.rang = 1 AND s.empreinte = NEW.empreinte
      AND daterange(m.depuis, m.jusqua) @> paris.jour
      AND CASE WHEN s."delegationId" IS NULL THEN m."personneId" = s."personneId"
        ELSE d."personneId" = s."personneId" AND daterange(d.depuis, d.jusqua) @> paris.jour END) THEN
    RAISE EXCEPTION 'Aucune signature valable de la collectivité sur ce document' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.etat = 'contresigne' AND NOT EXISTS (
    SELECT FROM signature s JOIN signataire_operateur o ON o.id = s."signataireOperateurId"
    WHERE s."collectiviteId" = NEW."collectiviteId" AND s."acteId" = NEW.id AND s.rang = 2 AND s.empreinte = NEW.empreinte
      AND o."personneId" = s."personneId" AND daterange(o.depuis, o.jusqua) @> (s.le AT TIME ZONE 'Europe/Paris')::date) THEN
    RAISE EXCEPTION 'Aucune signature valable de l''opérateur sur ce document' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.etat = 'scelle' AND NEW."scelleDocumentId" IS NULL THEN
    RAISE EXCEPTION 'Un acte scellé a son document' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON acte FOR EACH ROW EXECUTE FUNCTION portail_acte_garde();

-- A membership counts once its charte bears both signatures; a member only asks to withdraw, or renounces to.
CREATE FUNCTION portail_dossier_adhesion_garde() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.etat IS NOT DISTINCT FROM OLD.etat THEN RETURN NEW; END IF;
  IF current_user = 'portail_membre' AND NOT (NEW.etat = 'retrait_demande' OR (OLD.etat = 'retrait_demande' AND NEW.etat = 'en_vigueur')) THEN
    RAISE EXCEPTION 'Seul l''opérateur mène un dossier d''adhésion à « % »', NEW.etat USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.etat IN ('conclu', 'en_vigueur') AND (NEW."dateEffet" IS NULL OR NOT EXISTS (
    SELECT FROM acte a WHERE a."collectiviteId" = NEW."collectiviteId" AND a.id = NEW."acteId" AND a.etat IN ('contresigne', 'scelle'))) THEN
    RAISE EXCEPTION 'Une adhésion est conclue par une charte signée des deux parties' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.etat = 'retrait_demande' AND NEW."retraitEffetLe" IS NULL THEN
    RAISE EXCEPTION 'Un retrait a sa date d''effet' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON dossier_adhesion FOR EACH ROW EXECUTE FUNCTION portail_dossier_adhesion_garde();

-- A service that needs a convention opens once it bears both signatures, and when everything to do is done.
CREATE FUNCTION portail_souscription_ouverture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.etat <> 'en_service' OR OLD.etat = 'en_service' THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM service s WHERE s.id = NEW."serviceId" AND s."exigeConvention") AND NOT EXISTS (
    SELECT FROM acte a WHERE a."collectiviteId" = NEW."collectiviteId" AND a.id = NEW."conventionId" AND a.etat IN ('contresigne', 'scelle')) THEN
    RAISE EXCEPTION 'Ce service s''ouvre une fois sa convention signée des deux parties' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM souscription_tache t WHERE t."collectiviteId" = NEW."collectiviteId" AND t."souscriptionId" = NEW.id AND t."faiteLe" IS NULL) THEN
    RAISE EXCEPTION 'Il reste à faire avant l''ouverture de ce service' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ouverture BEFORE UPDATE ON souscription FOR EACH ROW EXECUTE FUNCTION portail_souscription_ouverture();

-- Only both signatures change what was agreed.
CREATE FUNCTION portail_avenant_garde() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.etat = 'applique' AND OLD.etat <> 'applique' AND NOT EXISTS (
    SELECT FROM acte a WHERE a."collectiviteId" = NEW."collectiviteId" AND a.id = NEW."acteId" AND a.etat IN ('contresigne', 'scelle')) THEN
    RAISE EXCEPTION 'Un avenant s''applique une fois signé des deux parties' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON avenant FOR EACH ROW EXECUTE FUNCTION portail_avenant_garde();
