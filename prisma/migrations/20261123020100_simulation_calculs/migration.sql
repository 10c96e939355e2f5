-- A simulation is computed on all members, and kept as it was found: the vote refers to figures that no longer move.
CREATE TABLE "simulation_calcul" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "simulationId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "populationGenre" population_genre NOT NULL,
    "millesime" SMALLINT NOT NULL,
    "actuel" TEXT NOT NULL,
    "effets" JSONB NOT NULL,
    "empreinte" TEXT NOT NULL,
    "membres" INTEGER NOT NULL,
    "montantAvant" BIGINT NOT NULL,
    "montantApres" BIGINT NOT NULL,
    "faitParId" UUID NOT NULL,
    "faitLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "simulation_calcul_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "simulation_calcul_simulationId_rang_key" ON "simulation_calcul"("simulationId", "rang");
ALTER TABLE "simulation_calcul" ADD CONSTRAINT "simulation_calcul_simulationId_fkey" FOREIGN KEY ("simulationId") REFERENCES "simulation_tarif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "simulation_calcul" ADD CONSTRAINT simulation_calcul_figures CHECK (rang > 0 AND membres >= 0 AND jsonb_typeof(effets) = 'array');
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON simulation_calcul FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON simulation_calcul FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
GRANT SELECT, INSERT ON simulation_calcul TO portail_agent;

-- Which figures the assembly had before it: those recorded from now on say it.
ALTER TABLE "simulation_tarif" ADD COLUMN "calculId" UUID;
ALTER TABLE "simulation_tarif" ADD CONSTRAINT "simulation_tarif_calculId_fkey" FOREIGN KEY ("calculId") REFERENCES "simulation_calcul"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "simulation_tarif" ADD CONSTRAINT simulation_tarif_calcul CHECK (etat <> 'votee' OR "calculId" IS NOT NULL) NOT VALID;
