export const users = new Map();

export function createUser({ email, name }) {
  const user = { id: String(users.size + 1), email, name };
  users.set(user.id, user);
  return user;
}
