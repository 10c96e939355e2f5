-- What members want of a service before it is built or completed: a question, its choices, one answer a collectivité.
CREATE TYPE "consultation_avis" AS ENUM ('interesse', 'plus_tard', 'sans_besoin');

CREATE TABLE "consultation" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "titre" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "choix" TEXT[] NOT NULL DEFAULT '{}',
    "jusqua" DATE NOT NULL,
    "closeLe" TIMESTAMPTZ(3),
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "creeParId" UUID NOT NULL,

    CONSTRAINT "consultation_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "consultation_reponse" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "consultationId" UUID NOT NULL,
    "avis" "consultation_avis" NOT NULL,
    "choix" TEXT[] NOT NULL DEFAULT '{}',
    "commentaire" TEXT,
    "personneId" UUID NOT NULL,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consultation_reponse_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "consultation_serviceId_idx" ON "consultation"("serviceId");
CREATE UNIQUE INDEX "consultation_reponse_collectiviteId_consultationId_key" ON "consultation_reponse"("collectiviteId", "consultationId");
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "consultation_reponse" ADD CONSTRAINT "consultation_reponse_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT portail_isoler('consultation_reponse', 'SELECT, INSERT, UPDATE', 'SELECT');
GRANT SELECT ON consultation TO portail_membre;
GRANT SELECT, INSERT, UPDATE ON consultation TO portail_agent;

-- Closed, or past its last day, nobody answers any more, whoever asks.
CREATE FUNCTION portail_consultation_ouverte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'portail_membre' AND NOT EXISTS (SELECT FROM consultation c WHERE c.id = NEW."consultationId"
      AND c."closeLe" IS NULL AND c.jusqua >= (now() AT TIME ZONE 'Europe/Paris')::date) THEN
    RAISE EXCEPTION 'Cette consultation est close' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ouverte BEFORE INSERT OR UPDATE ON consultation_reponse FOR EACH ROW EXECUTE FUNCTION portail_consultation_ouverte();
