const MAIL = /^mailto:[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}$/
const PHONE = /^tel:\+?\d{3,15}$/

/** Whether the system may be asked to open it: an e-mail address or a telephone number, without headers, parameters or anything else. */
export const isExternalLink = (url: string): boolean => MAIL.test(url) || PHONE.test(url)
