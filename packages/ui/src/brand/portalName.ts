/** The portal's name, as titles and the side bar show it. */
export const portalName = 'GoReliable Portal';
