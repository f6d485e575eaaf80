const HEADERS = { 'cache-control': 'no-store' };

/** Programs that ask an address that is none are told so as programs are. */
function answer(): Response {
  return Response.json(
    { code: 'NOT_FOUND', message: 'There is nothing at this address.' },
    { status: 404, headers: HEADERS },
  );
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
