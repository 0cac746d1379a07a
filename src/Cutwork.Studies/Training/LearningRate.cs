namespace Cutwork.Studies;

/// <summary>How the learning rate moves.</summary>
public enum LearningRate
{
    /// <summary>Up to the peak in the first 30 %, then down to nothing, both along a cosine (Smith &amp; Topin 2019; PyTorch's <c>OneCycleLR</c>).</summary>
    OneCycle,

    /// <summary>From the peak to 0 along a cosine (Loshchilov &amp; Hutter 2017, eq. 5).</summary>
    Cosine,

    /// <summary>A tenth of it after half, a hundredth after three quarters of the epochs (He et al. 2016, §4.2).</summary>
    Steps,

    /// <summary>Always the peak.</summary>
    Constant,
}
