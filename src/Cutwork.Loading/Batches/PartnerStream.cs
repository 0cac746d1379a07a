namespace Cutwork.Loading;

/// <summary>Where the images of a batch find those that they are mixed with.</summary>
public enum PartnerStream
{
    /// <summary>In their own batch, by the policies' <see cref="PartnerRule"/>; a batch of one is not mixed.</summary>
    Batch,

    /// <summary>
    /// In a second pass over the epoch, one sample for each image (<see cref="BatchOrder.PartnersAt"/>), read beside it: a batch of one is mixed, and
    /// an image's partner does not depend on the batch size. It costs reading twice as many samples in epochs whose recipe mixes.
    /// </summary>
    Second,
}
