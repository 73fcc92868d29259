export const mail = {
  help: 'Your mail server (SMTP), as your provider gives it. The password is entrusted to the system’s keychain: it is written neither in the file nor in any log.',
  server: 'Outgoing server', sender: 'Sender', sending: 'Sending',
  field: {
    host: 'Server', port: 'Port', security: 'Security', login: 'Login', password: 'Password', senderName: 'Displayed name', senderAddress: 'Sender’s address', replyTo: 'Reply to',
    copiesSender: 'Receive a copy of each message', signature: 'Signature', ratePerMinute: 'Messages per minute',
  },
  hint: { host: 'Example: smtp.your-provider.com', login: 'Empty if the server asks for none.', replyTo: 'Empty: the sender’s address.', rate: 'Empty: as fast as the server takes them. Many providers allow 20 or 30.', signature: 'Added below each message.' },
  passwordKept: 'Kept on this machine: leave empty to keep it.', passwordNone: 'No password on this machine.',
  security: { starttls: 'STARTTLS (port 587)', tls: 'TLS (port 465)', none: 'None' },
  noSecurity: 'Without encryption, the password and the messages travel in clear: only for a server of your own network.',
  invalid: { required: 'required', host: 'not a valid server name', address: 'this e-mail address is not valid', characters: 'holds forbidden characters' },
  check: 'Test the connection', checkAndSend: 'Send me a test message',
  checked: 'The connection works.', sentTo: 'Test message accepted by the server, sent to {address}.', notTested: 'Not tested: correct the marked fields first.', testing: 'Testing…',
  saved: 'E-mail settings saved', wrong: '{n} field to correct | {n} fields to correct',
  test: { subject: 'Relais: test message', text: 'Hello,\n\nthis test message confirms that Relais can send e-mail through the server {host} (port {port}).' },
}
