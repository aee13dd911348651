import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Typing into a Material field takes jsdom its time, the more so beside a build.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
