import fc from 'fast-check';

// The same cases in every run, so that a change is judged by what it changes; the long tests look for new ones.
if (process.env.ISNAD_LONG_TESTS !== '1') fc.configureGlobal({ seed: 20_261_128 });
