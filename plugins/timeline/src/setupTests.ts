import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// On a machine that is busy with other tests a second is soon over.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
