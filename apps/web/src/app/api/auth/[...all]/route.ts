import { answerAuth } from '@/server/auth-endpoints';

export { answerAuth as DELETE, answerAuth as GET, answerAuth as PATCH, answerAuth as POST, answerAuth as PUT };
