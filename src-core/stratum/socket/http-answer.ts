/** What a browser gets that was pointed at the Stratum port. */
const HTTP_TEXT =
  'This is a Stratum port: point a mining machine at stratum+tcp://<this address>\n';
export const HTTP_ANSWER = `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: ${HTTP_TEXT.length}\r\nConnection: close\r\n\r\n${HTTP_TEXT}`;
