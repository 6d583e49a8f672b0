-- How each outlet does is read from the end of its part of the ledger.

CREATE INDEX outcome_outlet ON outcome (outlet, id);
