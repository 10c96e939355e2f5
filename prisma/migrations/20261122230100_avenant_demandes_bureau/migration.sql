-- Staff reach what a member asks for as they reach her souscription.
GRANT INSERT ON avenant_demande TO portail_agent;
