import { startEarlyRefresh } from './signIn/earlyRefresh';

// Imported before everything else, so that it runs while the rest is still to be evaluated.
startEarlyRefresh();
