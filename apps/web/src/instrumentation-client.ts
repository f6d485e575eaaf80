import { z } from 'zod';

// The page's policy forbids making code from text; zod would try whether it may, and the browser would report that.
z.config({ jitless: true });
