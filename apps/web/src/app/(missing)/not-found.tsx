import { NotFoundMessage } from '@/screens/shell/not-found-message';

export default function NotFound() {
  return <NotFoundMessage />;
}
