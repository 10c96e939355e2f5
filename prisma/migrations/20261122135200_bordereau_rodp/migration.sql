-- A bordereau of a claim's titre is one file: its number is taken once in the exercice and budget of the commune, as the titre's is.
CREATE UNIQUE INDEX "creance_rodp_titre_collectiviteId_exercice_budget_bordereau_key" ON "creance_rodp_titre"("collectiviteId", "exercice", "budget", "bordereau");
