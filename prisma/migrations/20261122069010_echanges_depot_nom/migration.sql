-- Its name comes from the titre's number, which the register holds once; every unique index of a tenant's table starts with the tenant.
DROP INDEX depot_nom_fichier;
